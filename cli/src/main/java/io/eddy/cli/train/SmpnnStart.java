package io.eddy.cli.train;

import io.eddy.cli.console.CommandException;
import io.eddy.model.bundle.SmpnnBundle;
import io.eddy.model.bundle.SmpnnManifest;
import io.eddy.model.smpnn.SmpnnSettings;
import io.eddy.model.tensor.NamedArrays;
import java.nio.file.Path;

/**
 * What the training of a message passing network begins with.
 *
 * @param parameters all of a network but its output map, or none, in the place of random ones
 * @param tasks that it has learned, each with a comma behind it
 * @param sha256 of the bundle they are from, empty for none
 */
record SmpnnStart(NamedArrays parameters, String tasks, String sha256) {
  /** Random parameters. */
  static final SmpnnStart RANDOM = new SmpnnStart(NamedArrays.NONE, "", "");

  /**
   * The network of a bundle.
   *
   * @param problem what is to be learned next
   * @throws CommandException if the network is another, or has other features
   * @throws io.eddy.model.bundle.BundleException if the bundle cannot be read
   */
  static SmpnnStart of(Path folder, SmpnnProblem problem) {
    SmpnnBundle bundle = SmpnnBundle.load(folder);
    SmpnnManifest manifest = bundle.manifest();
    SmpnnSettings wanted = problem.settings();
    SmpnnSettings found = manifest.settings().withOutputs(wanted.outputs());
    // What training drops is no part of a network.
    if (!found.withDropout(0, 0).equals(wanted.withDropout(0, 0))
        || !manifest.features().equals(problem.features())) {
      throw new CommandException(
          "--start '%s' has the network %s over features '%s', but this training is for %s over '%s'; only the outputs may differ"
              .formatted(folder, found, manifest.features(), wanted, problem.features()));
    }
    return new SmpnnStart(
        problem.named(bundle.parameters().withoutOutputMap()),
        manifest.training().task() + ", ",
        bundle.sha256());
  }
}
