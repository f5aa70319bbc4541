package io.gleaner.text;

import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;
import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.stream.Collectors;

/**
 * Says a {@link Text} in one language. Phrases are {@link MessageFormat} patterns in one properties file an area; the first
 * segment of a key names the area. A key without a phrase is said as the key itself: odd, but never a crash in an incident.
 */
public final class Phrasebook {
    public static final Locale CHINESE = Locale.SIMPLIFIED_CHINESE;

    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);
    // Without it a missing English file would be answered in the language of the workstation.
    private static final Control NO_FALLBACK = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);

    private final Locale locale;

    public Phrasebook(Locale locale) {
        this.locale = locale;
    }

    public static Phrasebook english() {
        return new Phrasebook(Locale.ENGLISH);
    }

    public Locale locale() {
        return locale;
    }

    public String say(String key, Object... arguments) {
        return say(Text.of(key, arguments));
    }

    public String say(Text text) {
        String pattern;
        try {
            String area = text.key().substring(0, Math.max(0, text.key().indexOf('.')));
            pattern = ResourceBundle.getBundle("io.gleaner.text." + area, locale, NO_FALLBACK)
                    .getString(text.key());
        } catch (MissingResourceException _) {
            return text.key();
        }
        Object[] arguments = text.arguments().stream().map(this::spoken).toArray();
        return new MessageFormat(pattern, locale).format(arguments);
    }

    private Object spoken(Object argument) {
        return switch (argument) {
            case Text text -> say(text);
            case Instant instant -> INSTANT.format(instant);
            case Duration duration -> duration(duration);
            case ObjectRef ref -> ref.toString();
            case List<?> list ->
                list.stream()
                        .map(item -> String.valueOf(spoken(item)))
                        .collect(Collectors.joining(say("common.list.separator")));
            default -> argument;
        };
    }

    /** The two largest units, in words: {@code 1 h 12 min}, {@code 18 min}, {@code 40 s}. */
    public String duration(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return say("common.duration.seconds", seconds);
        }
        long minutes = seconds / 60;
        if (minutes < 60) {
            return say("common.duration.minutes", minutes);
        }
        long hours = minutes / 60;
        if (hours < 24) {
            return minutes % 60 == 0
                    ? say("common.duration.hours", hours)
                    : say("common.duration.hoursMinutes", hours, minutes % 60);
        }
        long days = hours / 24;
        return hours % 24 == 0 ? say("common.duration.days", days) : say("common.duration.daysHours", days, hours % 24);
    }
}
