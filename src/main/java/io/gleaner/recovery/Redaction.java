package io.gleaner.recovery;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes out of an object what may be a secret, before it is shown or written down. Harvester ships no passwords in chart
 * values, but an administrator may have put some there. What recovery and undo need (names, uid, version, paused) stays.
 *
 * <p>It errs on the side of hiding too much: a hidden harmless value costs a look at the cluster, a shown password a new one.
 */
final class Redaction {
    static final String MASK = "(redacted)";

    /** Keys as compared: lower case, without separators. */
    private static final List<String> SECRET_WORDS = List.of(
            "password",
            "passwd",
            "passphrase",
            "secret",
            "token",
            "credential",
            "apikey",
            "accesskey",
            "privatekey",
            "signingkey",
            "encryptionkey",
            "authorization",
            "htpasswd",
            "dockerconfig",
            "tlskey",
            "kubeconfig");

    /** A name of a Secret is no secret. */
    private static final Pattern REFERENCE = Pattern.compile(".*(name|names|namespace|ref|enabled|interval|seconds)");

    /** Annotations in which a tool keeps a whole copy of the object. */
    private static final List<String> COPIES =
            List.of("kubectl.kubernetes.io/last-applied-configuration", "objectset.rio.cattle.io/applied");

    private static final Pattern PRIVATE_KEY = Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----");
    private static final Pattern USER_IN_URL = Pattern.compile("(?<=://)[^/\\s@]+@");
    private static final Pattern ASSIGNMENT = Pattern.compile(
            "((?:password|passwd|passphrase|secret|token|credentials?|api[-_]?key|access[-_]?key|private[-_]?key)"
                    + "[\"']?\\s*[:=]\\s*)(\"[^\"]*\"|'[^']*'|[^\\s\"',;&]+)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern BEARER = Pattern.compile("(?i)(bearer|basic)\\s+[A-Za-z0-9._~+/=-]{8,}");

    private Redaction() {}

    /** A copy without secrets. */
    static ObjectNode of(ObjectNode object) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        // The Kubernetes object model itself has keys such as secretName; only values below a key are judged by it.
        object.properties().forEach(entry -> copy.set(entry.getKey(), redacted(entry.getKey(), entry.getValue())));
        return copy;
    }

    /** A sentence or URL without secrets. */
    static String of(String text) {
        if (PRIVATE_KEY.matcher(text).find()) {
            return MASK;
        }
        String withoutUser = USER_IN_URL.matcher(text).replaceAll(MASK + "@");
        String withoutAssignments = ASSIGNMENT.matcher(withoutUser).replaceAll("$1" + MASK);
        return BEARER.matcher(withoutAssignments).replaceAll("$1 " + MASK);
    }

    private static JsonNode redacted(String key, JsonNode value) {
        return isSecret(key) ? masked(value) : redacted(value);
    }

    private static JsonNode redacted(JsonNode value) {
        return switch (value) {
            case ObjectNode object -> {
                ObjectNode copy = of(object);
                if (isSecret(object.path("name").asString("")) && object.has("value")) {
                    copy.put("value", MASK);
                }
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = JsonNodeFactory.instance.arrayNode();
                array.forEach(item -> copy.add(redacted(item)));
                yield copy;
            }
            default -> value.isString() ? JsonNodeFactory.instance.stringNode(of(value.stringValue())) : value;
        };
    }

    /** Everything below a secret key but yes, no and nothing. */
    private static JsonNode masked(JsonNode value) {
        return switch (value) {
            case ObjectNode object -> {
                ObjectNode copy = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(entry -> copy.set(entry.getKey(), masked(entry.getValue())));
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = JsonNodeFactory.instance.arrayNode();
                array.forEach(item -> copy.add(masked(item)));
                yield copy;
            }
            default ->
                value.isBoolean() || value.isNull() || value.asString("").isEmpty()
                        ? value
                        : JsonNodeFactory.instance.stringNode(MASK);
        };
    }

    private static boolean isSecret(String key) {
        if (COPIES.contains(key)) {
            return true;
        }
        String plain = key.toLowerCase(Locale.ROOT).replaceAll("[-_.\\s]", "");
        return SECRET_WORDS.stream().anyMatch(plain::contains)
                && !REFERENCE.matcher(plain).matches();
    }
}
