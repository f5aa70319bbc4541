package io.gleaner.source.bundle;

import io.gleaner.source.RawObjects;
import java.time.Instant;

/** What was read of a recording: the objects with their coverage, and its own now. */
record Facts(RawObjects raw, Instant asOf) {}
