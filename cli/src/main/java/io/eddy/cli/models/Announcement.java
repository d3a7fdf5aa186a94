package io.eddy.cli.models;

import io.eddy.cli.console.CommandException;
import io.eddy.config.Settings;
import io.eddy.model.bundle.Bundle;
import io.eddy.schemas.ModelRelease;
import io.eddy.schemas.codec.FramedCodec;
import io.eddy.schemas.registry.SchemaRegistries;
import io.eddy.schemas.topics.ClientProperties;
import io.eddy.schemas.topics.ConnectionOptions;
import io.eddy.schemas.topics.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes a {@code ModelRelease} to the models topic, keyed by the model's name. */
public final class Announcement {
  private final Settings settings;

  /** To the broker, topic and registry that the settings name. */
  public Announcement(Settings settings) {
    this.settings = settings;
  }

  /**
   * Announces a bundle; returns when the broker has it.
   *
   * @param name of the model
   * @param folder of the bundle, as the job's machines see it
   * @param version of the bundle
   * @param sha256 of its manifest
   * @throws CommandException if the broker does not take it
   */
  public void send(String name, Path folder, String version, String sha256) {
    String topic = Topic.MODELS.name(settings.get(ConnectionOptions.PREFIX));
    FramedCodec<ModelRelease> codec =
        new FramedCodec<>(
            ModelRelease.class,
            SchemaRegistries.open(settings.get(ConnectionOptions.REGISTRY)),
            topic);
    ModelRelease release =
        new ModelRelease(
            name,
            version,
            folder.toAbsolutePath().normalize().toUri().toString(),
            sha256,
            manifest(folder),
            Instant.now().truncatedTo(ChronoUnit.MICROS));
    Properties properties = ClientProperties.of(settings);
    properties.putIfAbsent(ProducerConfig.ACKS_CONFIG, "all");
    try (var producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  topic, name.getBytes(StandardCharsets.UTF_8), codec.encode(release)))
          .get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException("interrupted while releasing '%s'".formatted(name), e);
    } catch (ExecutionException e) {
      throw new CommandException(
          "the broker did not take the release of '%s': %s".formatted(name, e.getCause()), e);
    }
  }

  private static String manifest(Path folder) {
    Path file = folder.resolve(Bundle.MANIFEST);
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new CommandException("cannot read '%s': %s".formatted(file, e), e);
    }
  }
}
