package io.eddy.memory.node;

import io.eddy.memory.layout.CompactFields;
import io.eddy.memory.layout.CorruptLayoutException;
import io.eddy.memory.layout.Layout;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The layout of {@link Followers}: how many, then node and count of each, in order. */
public final class FollowersLayout implements Layout<Followers> {
  /** The layout. */
  public static final FollowersLayout INSTANCE = new FollowersLayout();

  private static final int MAX_FOLLOWERS = 1 << 28;

  private FollowersLayout() {}

  @Override
  public String name() {
    return "followers";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void writeBody(Followers followers, DataOutput out) throws IOException {
    CompactFields.writeUnsigned(followers.size(), out);
    for (int i = 0; i < followers.size(); i++) {
      CompactFields.writeText(followers.node(i), out);
      CompactFields.writeSigned(followers.count(i), out);
    }
  }

  @Override
  public Followers readBody(int version, DataInput in) throws IOException {
    int size = CompactFields.readUnsignedInt(in, MAX_FOLLOWERS, "the number of followers");
    Followers followers = new Followers();
    for (int i = 0; i < size; i++) {
      String node = CompactFields.readText(in);
      long count = CompactFields.readSigned(in);
      if (count == 0 || count != (int) count || followers.knows(node)) {
        throw new CorruptLayoutException(
            "damaged followers: '%s' with count %d; expected each once, and not 0"
                .formatted(node, count));
      }
      followers.count(node, (int) count);
    }
    return followers;
  }
}
