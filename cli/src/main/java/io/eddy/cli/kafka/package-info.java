/**
 * The broker that the settings name: how commands reach it, and how they find out, before they do
 * any work, that it does not answer or lacks a topic.
 */
@NullMarked
package io.eddy.cli.kafka;

import org.jspecify.annotations.NullMarked;
