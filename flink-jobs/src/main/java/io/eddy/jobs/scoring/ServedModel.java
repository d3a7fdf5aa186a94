package io.eddy.jobs.scoring;

import io.eddy.jobs.event.Release;
import io.eddy.memory.ranker.RankerSettings;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * The learned ranker of a job.
 *
 * @param first the bundle it begins with
 * @param features settings of the features that the bundle expects; later ones must expect the same
 * @param releases bundles to change to while the job runs
 */
public record ServedModel(Release first, RankerSettings features, DataStream<Release> releases) {}
