package io.eddy.memory.flink;

import io.eddy.memory.node.Followers;
import io.eddy.memory.node.FollowersLayout;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Flink's serializer of {@link Followers}, in the layout of {@link FollowersLayout}. */
public final class FollowersSerializer extends VersionedSerializer<Followers> {
  /** The serializer; stateless. */
  public static final FollowersSerializer INSTANCE = new FollowersSerializer();

  private FollowersSerializer() {}

  @Override
  public Class<Followers> type() {
    return Followers.class;
  }

  @Override
  protected int version() {
    return FollowersLayout.INSTANCE.version();
  }

  @Override
  protected void write(Followers followers, DataOutputView out) throws IOException {
    FollowersLayout.INSTANCE.writeBody(followers, out);
  }

  @Override
  protected Followers read(int version, DataInputView in) throws IOException {
    return FollowersLayout.INSTANCE.readBody(version, in);
  }

  /** False: followers change in place, so a snapshot needs a copy. */
  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public Followers copy(Followers followers) {
    return followers.copy();
  }
}
