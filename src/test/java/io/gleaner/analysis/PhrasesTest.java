package io.gleaner.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.gleaner.analysis.rules.Catalogue;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PhrasesTest {
    private static final Path TEXT = Path.of("src/main/resources/io/gleaner/text");
    private static final Pattern WHOLE_KEY = Pattern.compile("\"(analysis\\.[A-Za-z0-9.]+[A-Za-z0-9])\"");

    private static Properties phrases(String file) {
        Properties phrases = new Properties();
        try (Reader reader = Files.newBufferedReader(TEXT.resolve(file))) {
            phrases.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return phrases;
    }

    private final Properties english = phrases("analysis.properties");
    private final Properties chinese = phrases("analysis_zh_CN.properties");

    @Test
    void bothLanguagesSayTheSameThings() {
        assertThat(new TreeSet<>(chinese.stringPropertyNames()))
                .isEqualTo(new TreeSet<>(english.stringPropertyNames()));
    }

    @Test
    void bothLanguagesFillInTheSameArguments() {
        for (String key : english.stringPropertyNames()) {
            assertThat(arguments(chinese.getProperty(key))).as(key).isEqualTo(arguments(english.getProperty(key)));
        }
    }

    private static TreeSet<String> arguments(String pattern) {
        return new TreeSet<>(Pattern.compile("\\{(\\d)")
                .matcher(pattern)
                .results()
                .map(match -> match.group(1))
                .toList());
    }

    @Test
    void everyPhraseIsAPattern() {
        for (Properties phrases : List.of(english, chinese)) {
            for (String key : phrases.stringPropertyNames()) {
                assertThatCode(() -> new MessageFormat(phrases.getProperty(key), Locale.ENGLISH)
                                .format(new Object[] {2, 3, "x"}))
                        .as(key)
                        .doesNotThrowAnyException();
                assertThat(phrases.getProperty(key)).as(key).doesNotContain("'");
            }
        }
    }

    @Test
    void everyKeyInTheCodeHasAPhrase() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java/io/gleaner/analysis"))) {
            List<String> keys = sources.filter(path -> path.toString().endsWith(".java"))
                    .flatMap(PhrasesTest::keys)
                    .filter(key -> !english.containsKey(key))
                    .toList();
            assertThat(keys).isEmpty();
        }
    }

    private static Stream<String> keys(Path source) {
        try {
            return WHOLE_KEY.matcher(Files.readString(source)).results().map((MatchResult match) -> match.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void composedKeysHaveAPhrase() {
        Stream<String> phases = Stream.of(Phase.values()).map(phase -> "analysis.phase." + phase);
        Stream<String> causes = Stream.of(ResolveCause.values()).map(cause -> "analysis.reason.unresolvable." + cause);
        Stream<String> states = Stream.of(UpgradeAssessment.State.values()).map(state -> "analysis.headline." + state);
        Stream<String> rules = Catalogue.RULES.stream()
                .flatMap(rule -> Stream.of("title", "impact", "explanation", "advice")
                        .filter(part -> !(rule.code().equals("C02") && part.equals("advice")))
                        .map(part -> "analysis." + rule.code() + "." + part));

        assertThat(Stream.of(phases, causes, states, rules).flatMap(keys -> keys))
                .allSatisfy(key -> assertThat(english).containsKey(key));
    }
}
