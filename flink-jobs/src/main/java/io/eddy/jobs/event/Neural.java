package io.eddy.jobs.event;

import io.eddy.model.tgn.serve.Interaction;
import org.jspecify.annotations.Nullable;

/**
 * The neural part of an event on its way through its visits.
 *
 * @param model with which it is computed, at both nodes
 * @param interaction what the visits have found out; it may not be complete yet
 * @param mails of the source before the event; null where nothing ranks by them, and on the way
 *     back
 */
public record Neural(Release model, Interaction interaction, @Nullable OfferedMails mails) {}
