package io.eddy.cli.topics;

/**
 * What is known of one topic.
 *
 * @param topic full name
 * @param partitions number of partitions; 0 where it does not exist
 * @param records last offset less first offset over all partitions; where transactions write, their
 *     markers count too
 * @param cleanup {@code delete} or {@code compact}, as the broker has it
 * @param content what the topic holds, in a few words
 */
public record TopicStatus(
    String topic, int partitions, long records, String cleanup, String content) {}
