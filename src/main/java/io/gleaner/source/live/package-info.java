/** A real cluster through fabric8: kubeconfig catalogue, informers, writer, connection doctor. */
@NullMarked
package io.gleaner.source.live;

import org.jspecify.annotations.NullMarked;
