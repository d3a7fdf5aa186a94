package io.eddy.cli.topics;

/**
 * What is known of one topic.
 *
 * @param topic full name
 * @param partitions number of partitions; 0 where it does not exist
 * @param offsets last offset less first offset over all partitions: records, and where transactions
 *     write their markers too
 * @param cleanup {@code delete} or {@code compact}, as the broker has it
 * @param content what the topic holds, in a few words
 */
public record TopicStatus(
    String topic, int partitions, long offsets, String cleanup, String content) {}
