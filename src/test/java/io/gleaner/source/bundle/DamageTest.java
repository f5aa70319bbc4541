package io.gleaner.source.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the bundle's maker does to values is undone: decode(encode(x)) = normalise(x). */
class DamageTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int ROUNDS = 4_000;
    private static final List<String> WORDS = List.of(
            "",
            "null",
            "Pulling image \"x\"",
            "\"",
            "say \"null",
            "{\"x\":null,\"y\":1}",
            "true",
            "yes",
            "~",
            "0123",
            "12:30:45",
            "1e6",
            "1e+06",
            "1.5",
            "5.",
            "-",
            "- a",
            "? a",
            ": a",
            "a: b",
            "a #b",
            "#a",
            "'quoted'",
            "it's",
            "a\nb",
            "a\nb\n",
            "a\n\n\nb\n\n",
            " a\n b",
            "\n",
            "a \nb",
            "tab\there",
            " leading",
            "trailing ",
            "two  spaces",
            "\u001b[31mred",
            "\u4f60\u597d\uff0c\u4e16\u754c",
            "\ud83d\ude00",
            "2026-01-02T03:04:05Z",
            "2026-01-02",
            "[x]",
            "{x}",
            "a,b",
            "*alias",
            "&anchor",
            "!tag",
            "%d",
            "@x",
            "back\\slash",
            "---",
            "C:\\x");

    @Test
    void whatIsDecodedIsWhatWasThere() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            ObjectNode object = object(random, 0);
            String yaml = BundleEncoder.list(List.of(object));
            byte[] bytes = yaml.getBytes(StandardCharsets.UTF_8);

            ObjectNode decoded = decode(bytes);

            assertThat(decoded).as("seed %d:%n%s", seed, yaml).isEqualTo(normalised(object));
        }
    }

    @Test
    void theFastReaderReadsWhatAGeneralOneReads() throws IOException {
        int read = 0;
        for (int seed = 0; seed < ROUNDS; seed++) {
            String yaml = BundleEncoder.list(List.of(object(new Random(seed), 0)));
            Optional<ObjectNode> fast = fast(yaml);
            if (fast.isPresent()) {
                read++;
                assertThat(fast.get())
                        .as("seed %d:%n%s", seed, yaml)
                        .isEqualTo(GeneralYaml.read(yaml)
                                .orElseThrow()
                                .path("items")
                                .path(0));
            }
        }
        assertThat(read).as("items the fast reader understands").isGreaterThan(ROUNDS / 2);
    }

    @ParameterizedTest
    @CsvSource({"1000000, 1e+06", "12345678, 1.2345678e+07", "999999, 999999", "0.25, 0.25", "-2500000, -2.5e+06"})
    void numbersAreWrittenAsGoWritesThem(double value, String written) {
        assertThat(BundleEncoder.number(value)).isEqualTo(written);
    }

    /** As the three replacements were seen to work. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "{\"a\":\"\"} | {\"a\":\"null\"}",
                "{\"a\":null,\"b\":null} | {\"a\":\"null\",\"b\":null}",
                "{\"a1\":null,\"b\":1} | {\"a1\":null,\"b\":1}",
                "[\"\"] | [\"null\"]",
                "{\"m\":\"Pulling \\\"x\\\"\"} | {\"m\":\"Pulling \\\"x\\\"null\"}",
                "{\"m\":\"{\\\"x\\\":null,\\\"y\\\":1}\"} | {\"m\":\"{\\\"x\\\":\\\"null\\\",\\\"y\\\":1}\"}"
            })
    void theEncoderDamagesLikeTheOriginal(String json, String damaged) {
        assertThat(BundleEncoder.damaged(json)).isEqualTo(damaged);
    }

    @Test
    void repairsAreTold() {
        ObjectNode object = (ObjectNode) JSON.readTree("""
                {"a": "null", "b": [{"c": "x \\"y\\"null"}, "null"], "key": "null", "d": null, "e": 1e6}""");

        List<String> repaired = ValueRepair.undo(object);

        assertThat(repaired).containsExactlyInAnyOrder("a", "b[0].c", "b[1]");
        assertThat(object).hasToString("""
                {"a":"","b":[{"c":"x \\"y\\""},""],"key":"null","e":1000000}""");
    }

    private static Optional<ObjectNode> fast(String yaml) throws IOException {
        try (ItemStream items = new ItemStream(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))) {
            return items.next() ? BlockYaml.read(items.item(), LeftOutFields.NONE) : Optional.empty();
        }
    }

    private static ObjectNode decode(byte[] file) {
        ObjectNode[] decoded = {JSON.createObjectNode()};
        Archive archive = new MemoryArchive(file);
        ItemReader.read(archive, archive.entries().getFirst(), _ -> true, LeftOutFields.NONE)
                .objects()
                .forEach(each -> decoded[0] = each);
        return decoded[0];
    }

    private static ObjectNode object(Random random, int depth) {
        ObjectNode object = JSON.createObjectNode();
        int fields = (depth == 0 ? 1 : 0) + random.nextInt(5);
        for (int i = 0; i < fields; i++) {
            object.set(key(random), value(random, depth + 1));
        }
        return object;
    }

    private static String key(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> "key";
            case 1 -> "f:spec";
            case 2 ->
                List.of("n", "y", "on", "off", "1", "true", ".", "k:{\"type\":\"Ready\"}")
                        .get(random.nextInt(8));
            case 3 -> "app.kubernetes.io/name";
            case 4 -> random.nextInt(20) == 0 ? "k".repeat(140) : "with space";
            default -> Character.toString('a' + random.nextInt(26)) + Character.toString('A' + random.nextInt(26));
        };
    }

    private static JsonNode value(Random random, int depth) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        int choices = depth > 4 ? 7 : 10;
        return switch (random.nextInt(choices)) {
            case 0 -> nodes.nullNode();
            case 1 -> nodes.booleanNode(random.nextBoolean());
            case 2 -> nodes.numberNode(random.nextLong(1L << (1 + random.nextInt(52))));
            case 3 -> nodes.numberNode(random.nextInt(100) / 8.0);
            case 4, 5, 6 -> nodes.stringNode(text(random));
            case 7 -> {
                ArrayNode array = JSON.createArrayNode();
                int size = random.nextInt(4);
                for (int i = 0; i < size; i++) {
                    array.add(value(random, depth + 1));
                }
                yield array;
            }
            default -> object(random, depth);
        };
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder(WORDS.get(random.nextInt(WORDS.size())));
        int more = random.nextInt(3) == 0 ? random.nextInt(30) : 0;
        for (int i = 0; i < more; i++) {
            text.append(' ').append(WORDS.get(random.nextInt(WORDS.size())));
        }
        return text.toString();
    }

    /** What can be known of an object after its way through a bundle. */
    private static JsonNode normalised(JsonNode node) {
        if (node.isObject()) {
            ObjectNode copy = JSON.createObjectNode();
            List<String> keys = List.copyOf(node.propertyNames());
            for (int i = 0; i < keys.size(); i++) {
                String key = keys.get(i);
                JsonNode value = node.get(key);
                if (value.isNull()) {
                    // A null that is not the last member becomes a string.
                    if (i < keys.size() - 1 && key.matches("[a-zA-Z]+")) {
                        copy.put(key, key.equals("key") ? "null" : "");
                    }
                } else if (value.isString() && key.equals("key")) {
                    String text = withInnerNulls(value.stringValue());
                    copy.put(key, text.isEmpty() ? "null" : cut(text));
                } else {
                    copy.set(key, normalised(value));
                }
            }
            return copy;
        }
        if (node.isArray()) {
            ArrayNode copy = JSON.createArrayNode();
            for (JsonNode each : node) {
                if (!each.isNull()) {
                    copy.add(normalised(each));
                }
            }
            return copy;
        }
        if (node.isString()) {
            String text = withInnerNulls(node.stringValue());
            return JsonNodeFactory.instance.stringNode(text.equals("null") ? "" : cut(text));
        }
        if (node.isNumber() && node.doubleValue() == Math.rint(node.doubleValue())) {
            return JsonNodeFactory.instance.numberNode((long) node.doubleValue());
        }
        return node;
    }

    private static String withInnerNulls(String text) {
        return text.replaceAll("(\"[a-zA-Z]+\":)null,", "$1\"null\",");
    }

    private static String cut(String text) {
        return text.endsWith("\"null") ? text.substring(0, text.length() - 4) : text;
    }
}
