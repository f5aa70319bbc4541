package io.gleaner.report;

/** How text is emphasised: not at all, or with the escape sequences of a terminal. */
public enum Ink {
    PLAIN {
        @Override
        String paint(Mark mark, String text) {
            return text;
        }

        @Override
        String strong(String text) {
            return text;
        }
    },
    COLOUR {
        @Override
        String paint(Mark mark, String text) {
            return escaped(mark.colour(), text);
        }

        @Override
        String strong(String text) {
            return escaped("1", text);
        }

        private String escaped(String parameters, String text) {
            return text.isEmpty() ? text : "\u001b[" + parameters + "m" + text + "\u001b[0m";
        }
    };

    abstract String paint(Mark mark, String text);

    abstract String strong(String text);
}
