package io.gleaner.ui.words;

import io.gleaner.model.Text;
import io.gleaner.text.Phrasebook;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Says what a screen shows, in one language and one time zone. A screen is made anew for another language. */
public final class Wording {
    private final Phrasebook phrasebook;
    private final DateTimeFormatter clock;
    private final DateTimeFormatter absolute;

    public Wording(Language language, ZoneId zone) {
        this.phrasebook = language.phrasebook();
        this.clock = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(zone);
        this.absolute = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss z", Locale.ROOT)
                .withZone(zone);
    }

    public String say(Text text) {
        return phrasebook.say(text);
    }

    public String say(String key, Object... arguments) {
        return phrasebook.say(key, arguments);
    }

    /** One key a value of an enumeration: {@code prefix.VALUE}. */
    public String name(String prefix, Enum<?> value) {
        return phrasebook.say(prefix + "." + value.name());
    }

    public String duration(Duration duration) {
        return phrasebook.duration(duration);
    }

    /** How long before {@code now}: {@code 18 min ago}. */
    public String ago(Instant then, Instant now) {
        return phrasebook.say("ui.time.ago", Duration.between(then, now));
    }

    /** The time of day: {@code 10:42}. */
    public String clock(Instant instant) {
        return clock.format(instant);
    }

    /** Date and time with the zone. */
    public String absolute(Instant instant) {
        return absolute.format(instant);
    }
}
