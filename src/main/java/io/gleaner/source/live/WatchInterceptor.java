package io.gleaner.source.live;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Keeps fabric8's HTTP watches honest.
 *
 * <p>Its reader of watch streams decodes each network buffer by itself and takes the whole backing array of the result, so that
 * any character beyond ASCII breaks an event. Here whole lines are passed on, with such characters as JSON escapes.
 *
 * <p>And a watch that the server refuses is retried by fabric8 for ever without a word to the informer: the refusal is told.
 *
 * @param refused called when the server answers a watch with an error
 */
record WatchInterceptor(Runnable refused) implements Interceptor {

    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        if (isWatch(request) && !response.isSuccessful()) {
            refused.run();
        }
    }

    @Override
    public AsyncBody.Consumer<List<ByteBuffer>> consumer(
            AsyncBody.Consumer<List<ByteBuffer>> consumer, HttpRequest request) {
        return isWatch(request) ? new Lines(consumer) : consumer;
    }

    private static boolean isWatch(HttpRequest request) {
        String query = request.uri().getQuery();
        return query != null && query.contains("watch=true");
    }

    /** Passes on whole lines, in ASCII. Called by one thread at a time. */
    private static final class Lines implements AsyncBody.Consumer<List<ByteBuffer>> {
        private final AsyncBody.Consumer<List<ByteBuffer>> reader;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        private Lines(AsyncBody.Consumer<List<ByteBuffer>> reader) {
            this.reader = reader;
        }

        @Override
        public void consume(List<ByteBuffer> buffers, AsyncBody body) throws Exception {
            List<ByteBuffer> lines = new ArrayList<>();
            for (ByteBuffer buffer : buffers) {
                while (buffer.hasRemaining()) {
                    byte next = buffer.get();
                    line.write(next);
                    if (next == '\n') {
                        lines.add(ByteBuffer.wrap(
                                ascii(line.toString(StandardCharsets.UTF_8)).getBytes(StandardCharsets.US_ASCII)));
                        line.reset();
                    }
                }
            }
            if (lines.isEmpty()) {
                body.consume();
            } else {
                reader.consume(lines, body);
            }
        }

        private static String ascii(String json) {
            StringBuilder escaped = new StringBuilder(json.length());
            for (int index = 0; index < json.length(); index++) {
                char character = json.charAt(index);
                if (character < 0x80) {
                    escaped.append(character);
                } else {
                    escaped.append("\\u").append(HexFormat.of().toHexDigits(character));
                }
            }
            return escaped.toString();
        }
    }
}
