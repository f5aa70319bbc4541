/** Where facts come from and where writes go, and the one mapping from Kubernetes JSON to the model. */
@NullMarked
package io.gleaner.source;

import org.jspecify.annotations.NullMarked;
