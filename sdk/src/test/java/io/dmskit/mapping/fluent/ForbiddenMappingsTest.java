package io.dmskit.mapping.fluent;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What DMS forbids does not compile. */
class ForbiddenMappingsTest {
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "table(\"crm\", \"accounts\").where(column(\"region\").equalTo(\"EMEA\")).include()",
                "table(\"crm\", \"accounts\").where(column(\"a\").equalTo(\"x\").or().isNull()).include().loadOrder(1)",
                "tables(\"crm\", \"%\").column(\"id\").renameTo(\"key\")",
                "table(\"crm\", \"accounts\").definePrimaryKey(\"pk\", \"a\", \"b\")",
            })
    void compilesWhatIsAllowed(String statement, @TempDir Path classes) throws Exception {
        assertThat(errors(statement, classes)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tables(\"crm\", \"%\").where(column(\"region\").equalTo(\"EMEA\"))",
                "table(\"crm\", \"accounts\").where(column(\"region\").equalTo(\"EMEA\")).exclude()",
                "table(\"crm\", \"accounts\").where(column(\"region\").equalTo(\"EMEA\")).explicit()",
                "table(\"crm\", \"accounts\").exclude().loadOrder(3)",
                "tables(\"crm\", \"%\").explicit()",
                "tables(\"crm\", \"%\").renameTo(\"one\")",
                "tables(\"crm\", \"%\").definePrimaryKey(\"pk\", \"id\")",
                "table(\"crm\", \"accounts\").definePrimaryKey(\"pk\")",
                "tables(\"crm\", \"%\").loadByPartitions()",
                "tables(\"crm\", \"%\").lobs(LobSettings.limited(8))",
                "columns(\"crm\", \"%\", \"%\").renameTo(\"one\")",
                "columns(\"crm\", \"%\", \"%\").splitInto(\"a\", \"b\")",
                "schema(\"crm\").remove()",
                "table(\"crm\", \"accounts\").maskDigits('#')",
                "schema(\"crm\").where(column(\"region\").equalTo(\"EMEA\"))",
                "column(\"region\").notEqualTo(\"EMEA\").or().isNull()",
                "column(\"region\").equalTo(\"EMEA\").or().isNotNull()",
                "table(\"crm\", \"accounts\").addColumn(\"x\", DataType.string(4)).rules()",
            })
    void doesNotCompileWhatDmsForbids(String statement, @TempDir Path classes) throws Exception {
        assertThat(errors(statement, classes)).isNotEmpty().allSatisfy(error -> assertThat(error)
                .containsAnyOf("cannot find symbol", "cannot be applied"));
    }

    @Test
    void doesNotTakeAHalfSentenceForAStatement(@TempDir Path classes) throws Exception {
        assertThat(errors("TableMappings.of(table(\"crm\", \"accounts\"))", classes))
                .singleElement()
                .asString()
                .contains("TableSubject cannot be converted to io.dmskit.mapping.Statement");
    }

    @Test
    void compilesTheSampleOfTheReadme(@TempDir Path classes) throws Exception {
        String readme = Files.readString(Path.of("..", "README.md"));
        int begin = readme.indexOf("TableMappings.of(");
        String sample = readme.substring(begin, readme.indexOf(";", begin));

        assertThat(errors(sample, classes)).isEmpty();
    }

    private static List<String> errors(String statement, Path classes) throws Exception {
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        String path = Path.of(Mapping.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
        List<String> options = List.of("-proc:none", "-classpath", path, "-d", classes.toString());
        COMPILER.getTask(null, null, found, options, null, List.of(new Source(statement)))
                .call();
        return found.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == javax.tools.Diagnostic.Kind.ERROR)
                .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
                .toList();
    }

    /** A class with the statement in it. */
    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String statement) {
            super(URI.create("string:///Sample.java"), Kind.SOURCE);
            this.text = """
                    import static io.dmskit.mapping.fluent.Mapping.*;
                    import io.dmskit.mapping.*;

                    class Sample {
                        Object made = %s;
                    }
                    """.formatted(statement);
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
