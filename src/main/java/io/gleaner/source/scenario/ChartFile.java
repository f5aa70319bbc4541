package io.gleaner.source.scenario;

import tools.jackson.databind.JsonNode;

/** The one file a simulated chart consists of. */
final class ChartFile {
    private ChartFile() {}

    static String write(String chart, String version) {
        return "apiVersion: v2\nname: %s\nversion: %s\n".formatted(chart, version);
    }

    /** A line of the Bundle's {@code Chart.yaml}; empty when the chart is packed or not there. */
    static String read(JsonNode bundle, String field) {
        return bundle.at("/spec/resources")
                .valueStream()
                .filter(file -> file.path("name").asString("").equals("Chart.yaml"))
                .flatMap(file -> file.path("content").asString("").lines())
                .filter(line -> line.startsWith(field + ": "))
                .map(line -> line.substring(field.length() + 2))
                .findFirst()
                .orElse("");
    }
}
