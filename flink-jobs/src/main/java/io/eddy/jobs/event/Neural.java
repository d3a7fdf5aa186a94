package io.eddy.jobs.event;

import io.eddy.model.tgn.serve.Interaction;

/**
 * The neural part of an event on its way through its visits.
 *
 * @param model with which it is computed, at both nodes
 * @param interaction what the visits have found out; it may not be complete yet
 */
public record Neural(Release model, Interaction interaction) {}
