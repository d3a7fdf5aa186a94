package io.eddy.schemas.topics;

import io.eddy.config.Option;
import java.util.List;

/** Options that say where the broker and the schema registry are. */
public final class ConnectionOptions {
  public static final Option<String> BOOTSTRAP =
      Option.string("eddy.kafka.bootstrap", "Kafka bootstrap servers, host:port, comma-separated.")
          .defaultsTo("localhost:9092");

  public static final Option<String> CLIENT_PROPERTIES =
      Option.string(
              "eddy.kafka.properties-file",
              "Java properties file with further Kafka client settings (security, for example),"
                  + " given to every client. Its bootstrap.servers count where eddy.kafka.bootstrap"
                  + " is not given. Empty for none.")
          .defaultsTo("");

  public static final Option<String> PREFIX =
      Option.string("eddy.topics.prefix", "Prefix of every topic name.")
          .check(
              text -> text.matches("[A-Za-z0-9._-]{1,100}"),
              "expected 1 to 100 letters, digits, dots, hyphens or underscores")
          .defaultsTo("eddy");

  public static final Option<String> REGISTRY =
      Option.string(
              "eddy.registry",
              "Schema registry: none for Eddy's fixed schema ids, or the http(s) address of a"
                  + " server with Confluent's API (Apicurio: …/apis/ccompat/v7).")
          .check(
              text -> text.equals("none") || text.matches("https?://.+"),
              "expected none, or an http:// or https:// address")
          .defaultsTo("none");

  /** All of them. */
  public static final List<Option<?>> ALL = List.of(BOOTSTRAP, CLIENT_PROPERTIES, PREFIX, REGISTRY);

  private ConnectionOptions() {}
}
