/**
 * Unique ids for the leaves of a star from nothing but random message delays: leaves that run the
 * same program from the same state cannot be told apart until chance makes their messages arrive in
 * different orders (Faber and Wattenhofer, arXiv 2205.12245, lemma 4.2).
 */
@NullMarked
package io.eddy.jobs.examples.star;

import org.jspecify.annotations.NullMarked;
