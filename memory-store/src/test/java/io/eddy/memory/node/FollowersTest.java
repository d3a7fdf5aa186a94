package io.eddy.memory.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.memory.layout.CorruptLayoutException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FollowersTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void countsAreThoseOfAMapInAnyOrderOfComingAndGoing(long seed) throws IOException {
    Random random = new Random(seed);
    Followers followers = new Followers();
    Map<String, Integer> expected = new LinkedHashMap<>();
    for (int i = 0; i < 500; i++) {
      String node = "n" + random.nextInt(12);
      int change = random.nextBoolean() ? 1 : -1;
      if (change > 0) {
        followers.follow(node);
      } else {
        followers.unfollow(node);
      }
      expected.merge(node, change, Integer::sum);
      expected.values().removeIf(count -> count == 0);
      if (random.nextInt(10) == 0) {
        followers = random.nextBoolean() ? followers.copy() : read(write(followers));
      }
      List<String> told = new ArrayList<>();
      followers.forEach(told::add);
      assertThat(told)
          .containsExactlyElementsOf(
              expected.keySet().stream().filter(key -> expected.get(key) > 0).toList());
      assertThat(followers.contains(node)).isEqualTo(expected.getOrDefault(node, 0) > 0);
      assertThat(followers.size()).isEqualTo(expected.size());
    }
  }

  @Test
  void aCopyIsIndependentAndEqual() throws IOException {
    Followers followers = new Followers();
    followers.follow("a");
    followers.follow("a");
    followers.unfollow("b");
    Followers copy = followers.copy();
    assertThat(copy).isEqualTo(followers).hasSameHashCodeAs(followers);
    assertThat(read(write(followers))).isEqualTo(followers);

    copy.unfollow("a");

    assertThat(copy).isNotEqualTo(followers);
    assertThat(followers).hasToString("Followers[ax2, bx-1]");
  }

  @Test
  void truncatedAndDamagedBytesAreReported() throws IOException {
    Followers followers = new Followers();
    followers.follow("a");
    followers.follow("b");
    byte[] whole = write(followers);
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> read(part))
          .isInstanceOf(CorruptLayoutException.class)
          .hasMessageContaining("followers ends too early");
    }
    byte[] twice = whole.clone();
    twice[6] = 'a';
    assertThatThrownBy(() -> read(twice))
        .isInstanceOf(CorruptLayoutException.class)
        .hasMessageContaining("damaged followers: 'a'");
  }

  private static byte[] write(Followers followers) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    FollowersLayout.INSTANCE.write(followers, new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static Followers read(byte[] bytes) throws IOException {
    return FollowersLayout.INSTANCE.read(new DataInputStream(new ByteArrayInputStream(bytes)));
  }
}
