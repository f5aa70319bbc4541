package io.gleaner.cli;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the process gives to the commands.
 *
 * @param out results
 * @param err progress and messages
 * @param answers what a person types; null where nobody is there to ask
 * @param terminal whether results go to a terminal
 * @param display whether a window could be opened
 * @param stateFolder where the journal and the log are
 */
public record Surroundings(
        PrintWriter out,
        PrintWriter err,
        @Nullable BufferedReader answers,
        boolean terminal,
        boolean display,
        Map<String, String> environment,
        Path home,
        Path stateFolder,
        InstantSource clock) {

    public Surroundings {
        environment = Map.copyOf(environment);
    }
}
