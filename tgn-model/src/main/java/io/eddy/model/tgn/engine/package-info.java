/**
 * The sequential engine of temporal graph networks: what nodes remember in plain arrays, and the
 * order of visits, score first and update after. Nodes are numbered by first appearance; no number
 * that is computed depends on that. A batch of events reads memories as they are before the batch,
 * and a batch of one event is the stream's own order; offline training and evaluation both go
 * through here.
 */
@NullMarked
package io.eddy.model.tgn.engine;

import org.jspecify.annotations.NullMarked;
