/**
 * Model bundles: a folder with the parameters of a trained ranker, temporal graph network or
 * message passing network and a {@code manifest.json} that says what it is, what it was trained on,
 * which features it expects, what it was measured to do and the checksums of its files. A bundle
 * that does not match this release is refused.
 */
@NullMarked
package io.eddy.model.bundle;

import org.jspecify.annotations.NullMarked;
