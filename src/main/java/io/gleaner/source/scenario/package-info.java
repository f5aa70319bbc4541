/** The built-in cluster: in-memory objects with API-server rules and simulated controllers. */
@NullMarked
package io.gleaner.source.scenario;

import org.jspecify.annotations.NullMarked;
