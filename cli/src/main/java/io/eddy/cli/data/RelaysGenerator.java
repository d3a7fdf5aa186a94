package io.eddy.cli.data;

import io.eddy.schemas.SubjectKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Generated payments in which fraud shows two hops away only. A story has three accounts and four
 * events, with events of other stories between any two of them:
 *
 * <ol>
 *   <li>c sends b money;
 *   <li>b sends a money;
 *   <li>a signs in from a device: a new one in three of ten stories, which is how a takeover looks;
 *   <li>c pays a merchant: fraud exactly where the device of the story was new.
 * </ol>
 *
 * <p>At least {@value #AT_A_TIME} events lie between two of a story, counting one of the two.
 * Accounts of a story take part in nothing else until it ends, and c has not met a in the last
 * events of either. So when c pays, nothing that happened at c, at the merchant, or at any
 * neighbour of theirs since its own last event tells the two kinds of story apart: the sign-in is
 * known to a, which is two hops away, and it came after a, b and c had met. A memory of c knows of
 * it only if a tells b and b tells c. Everyday sign-ins of other accounts, on new devices as often,
 * and payments go on all the time.
 *
 * <p>Every payment of a story has a label, known a day later. Memory is linear in the number of
 * accounts. One specification gives the same data set everywhere.
 */
public final class RelaysGenerator {
  /** What an event's features are: ln(1 + amount), and 1 for a sign-in on a new device. */
  public static final List<String> FEATURE_NAMES = List.of("log_amount", "new_device");

  private static final int AT_A_TIME = 120;
  private static final int EVENTS_OF_A_STORY = 4;
  private static final int ACCOUNTS_A_STORY = 3;

  /** 360 of them are in a story at any time. */
  private static final int ACCOUNTS = 3_000;

  private static final int MERCHANTS = 100;
  private static final int RECENT = 10;
  private static final double FRAUD = 0.3;
  private static final double EVERYDAY = 0.25;
  private static final double MEAN_GAP_MICROS = 60e6;
  private static final long DAY_MICROS = 86_400_000_000L;
  private static final float LOGIN = 0;

  private static final class Story {
    final int a;
    final int b;
    final int c;
    final boolean fraud;
    int done;

    Story(int a, int b, int c, boolean fraud) {
      this.a = a;
      this.b = b;
      this.c = c;
      this.fraud = fraud;
    }
  }

  private final long wanted;
  private final Draw draw;
  private final boolean[] busy = new boolean[ACCOUNTS];
  private final List<Deque<Integer>> met = new ArrayList<>();
  private final Deque<Story> stories = new ArrayDeque<>();
  private final List<DataEvent> events = new ArrayList<>();
  private final List<DataLabel> labels = new ArrayList<>();
  private double clock = PaymentsSpec.startMillis() * 1000.0;

  private RelaysGenerator(long seed, long wanted) {
    if (wanted < AT_A_TIME * EVENTS_OF_A_STORY) {
      throw new DataException(
          "%d events; expected at least %d".formatted(wanted, AT_A_TIME * EVENTS_OF_A_STORY));
    }
    this.wanted = wanted;
    this.draw = new Draw(seed);
    for (int i = 0; i < ACCOUNTS; i++) {
      met.add(new ArrayDeque<>());
    }
  }

  /**
   * A stream with its labels.
   *
   * @throws DataException if so few events are wanted that no story ends
   */
  public static DataSet dataSet(long seed, long events) {
    RelaysGenerator generator = new RelaysGenerator(seed, events);
    generator.run();
    return new DataSet(DataCatalog.RELAYS, FEATURE_NAMES, generator.events, generator.labels);
  }

  private void run() {
    for (int i = 0; i < AT_A_TIME; i++) {
      Story story = begin();
      // So that stories do not go in step.
      story.done = -i % EVENTS_OF_A_STORY;
      stories.add(story);
    }
    while (events.size() < wanted) {
      if (draw.chance(EVERYDAY)) {
        everyday();
      } else {
        Story story = stories.remove();
        goOn(story);
        stories.add(story.done < EVENTS_OF_A_STORY ? story : begin());
      }
    }
  }

  private Story begin() {
    while (true) {
      int[] three = draw.distinct(ACCOUNTS_A_STORY, ACCOUNTS);
      boolean free = !busy[three[0]] && !busy[three[1]] && !busy[three[2]];
      if (free && !met.get(three[2]).contains(three[0]) && !met.get(three[0]).contains(three[2])) {
        for (int account : three) {
          busy[account] = true;
        }
        return new Story(three[0], three[1], three[2], draw.chance(FRAUD));
      }
    }
  }

  private void goOn(Story story) {
    story.done++;
    switch (story.done) {
      case 1 -> transfer(story.c, story.b);
      case 2 -> transfer(story.b, story.a);
      case 3 -> signIn(story.a, story.fraud);
      case EVENTS_OF_A_STORY -> {
        DataEvent payment = pay(story.c);
        labels.add(
            new DataLabel(
                payment.id(),
                SubjectKind.EVENT,
                story.fraud ? 1 : 0,
                payment.timeMicros() + DAY_MICROS));
        for (int account : new int[] {story.a, story.b, story.c}) {
          busy[account] = false;
        }
      }
      default -> everyday(); // It has not begun.
    }
  }

  private void everyday() {
    int account = draw.below(ACCOUNTS);
    while (busy[account]) {
      account = draw.below(ACCOUNTS);
    }
    if (draw.chance(0.5)) {
      signIn(account, draw.chance(FRAUD));
    } else {
      pay(account);
    }
  }

  private void transfer(int from, int to) {
    meet(from, to);
    meet(to, from);
    event(from, account(to), amount(), 0, "transfer");
  }

  private void signIn(int account, boolean newDevice) {
    event(account, "device-" + account, LOGIN, newDevice ? 1 : 0, "login");
  }

  private DataEvent pay(int account) {
    return event(account, "merchant-" + draw.below(MERCHANTS), amount(), 0, "payment");
  }

  private float amount() {
    return (float) StrictMath.log1p(draw.logNormal(4, 1));
  }

  private void meet(int account, int other) {
    Deque<Integer> recent = met.get(account);
    recent.addFirst(other);
    if (recent.size() > RECENT) {
      recent.removeLast();
    }
  }

  private DataEvent event(int from, String to, float logAmount, float newDevice, String type) {
    clock += draw.exponential(MEAN_GAP_MICROS);
    DataEvent event =
        new DataEvent(
            DataCatalog.RELAYS + "-" + events.size(),
            account(from),
            to,
            (long) clock,
            new float[] {logAmount, newDevice},
            type);
    events.add(event);
    return event;
  }

  private static String account(int account) {
    return "account-" + account;
  }
}
