package io.dmskit.cli;

import static io.dmskit.cli.Typed.dmskit;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForwardingOptionsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --forward sns                                     | --forward needs --localstack URL, which says where to
            --localstack http://localhost:4566 --forward snss | "snss" is no service that can be forwarded, did you mean "sns"?
            --localstack localhost:4566                       | requests cannot be forwarded to localhost:4566; allowed is the address of an HTTP server alone
            """)
    void whatCannotBeForwardedIsWrongUse(String options, String message) {
        Object[] words = ("local --in-memory --port 0 " + options).split(" ", -1);

        Typed typed = dmskit(words);

        assertThat(typed.exitCode()).isEqualTo(2);
        assertThat(typed.err()).contains(message);
        assertThat(typed.out()).isEmpty();
    }
}
