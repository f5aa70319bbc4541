package io.gleaner.report;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The published schema of the timeline. */
public final class TimelineSchema {
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(text(), InputFormat.JSON);

    private TimelineSchema() {}

    /** What is wrong with a document; empty when it is valid. */
    public static List<Error> errors(JsonNode document) {
        return SCHEMA.validate(
                document.toString(),
                InputFormat.JSON,
                context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }

    static String text() {
        return GoldenFile.resource("timeline-v1.schema.json");
    }
}
