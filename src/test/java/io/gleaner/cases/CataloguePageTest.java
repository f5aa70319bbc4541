package io.gleaner.cases;

import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Catalogue;
import io.gleaner.analysis.rules.Rule;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** {@code docs/catalogue.md} lists what the program knows; it is made from the rules themselves. */
class CataloguePageTest {
    @Test
    void thePageListsAllRules() throws IOException {
        Properties phrases = new Properties();
        try (Reader file =
                Files.newBufferedReader(Path.of("src/main/resources/io/gleaner/text/catalogue.properties"))) {
            phrases.load(file);
        }
        StringBuilder page = new StringBuilder("""
                # What Gleaner knows

                One line for each rule of the catalogue: C charts, P start-up to preload, S system services (phase 3) and what an upgrade leaves
                behind, N nodes (phase 4). Each has cases in `src/test/resources/rules/<code>`. This page is made from the rules by
                `CataloguePageTest`.

                | code | severity | known from | says | explains | plans | references |
                | --- | --- | --- | --- | --- | --- | --- |
                """);
        Catalogue.RULES.stream()
                .map(Rule::card)
                .sorted(Comparator.comparing(Card::code))
                .forEach(card -> page.append("| %s | %s | %s | %s | %s | %s | %s |%n"
                        .formatted(
                                card.code(),
                                card.severity().name().toLowerCase(Locale.ROOT),
                                card.affects(),
                                title(phrases, card),
                                list(card.explains()),
                                list(card.operations()),
                                list(card.references()))));

        Golden.compare(Path.of("docs/catalogue.md"), page.toString());
    }

    /** With two of everything that is counted. */
    private static String title(Properties phrases, Card card) {
        String phrase = phrases.getProperty("catalogue." + card.code() + ".title");
        Object[] arguments = new Object[10];
        for (int index = 0; index < arguments.length; index++) {
            boolean counted = phrase.contains("{" + index + ",choice") || phrase.contains("{" + index + ",number");
            arguments[index] = counted ? 2 : "…";
        }
        return new MessageFormat(phrase, Locale.ROOT).format(arguments).replace("|", "\\|");
    }

    private static String list(List<String> words) {
        return String.join(", ", words).replace("harvester/harvester#", "#");
    }
}
