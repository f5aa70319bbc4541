package io.gleaner;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Whether a window could be shown, as far as it can be told without loading a toolkit. */
final class Display {
    private Display() {}

    static boolean isThere(String system, Map<String, String> environment) {
        boolean needsServer = system.toLowerCase(Locale.ROOT).startsWith("linux");
        return !needsServer
                || "Headless".equalsIgnoreCase(System.getProperty("glass.platform"))
                || Stream.of("DISPLAY", "WAYLAND_DISPLAY")
                        .anyMatch(name -> !environment.getOrDefault(name, "").isBlank());
    }
}
