/**
 * The learned link ranker offline: a sequential engine that turns a stream into rows of features
 * one event at a time, and defines what a distributed job at parallelism 1 must give.
 */
@NullMarked
package io.eddy.model.ranker;

import org.jspecify.annotations.NullMarked;
