/**
 * Feast's feature server by HTTP, for where Redis cannot be reached or Feast keeps its features
 * elsewhere. Feast takes rows one by one, so a snapshot is not atomic there.
 */
@NullMarked
package io.eddy.jobs.featurestore.push;

import org.jspecify.annotations.NullMarked;
