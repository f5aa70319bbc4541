package io.gleaner.ui;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the window is to open at once; the connect screen when nothing is given.
 *
 * @param scenario the name of a built-in incident; outranks the others
 * @param bundle a support bundle; outranks a cluster
 * @param context null for the current one of the kubeconfig
 */
public record WindowRequest(
        @Nullable String scenario,
        @Nullable Path bundle,
        @Nullable Path kubeconfig,
        @Nullable String context) {}
