/** Support bundles and upgrade-log archives, read where they lie: nothing is unpacked, logs are streamed. */
@NullMarked
package io.gleaner.source.bundle;

import org.jspecify.annotations.NullMarked;
