/**
 * Micro-benchmarks of what runs once or more for every event: taking a visit into a history,
 * ranking all candidates, and carrying state through its serializer. {@link
 * io.eddy.benchmarks.Benchmarks} runs them and prints the numbers with the machine they come from.
 */
@NullMarked
package io.eddy.benchmarks;

import org.jspecify.annotations.NullMarked;
