package io.dmskit.cli.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentKindTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.json     | {\"rules\": []}                              | MAPPINGS",
                "a.json     | {\"TableMappings\": []}                      | MAPPINGS",
                "a.json     | [{\"rule-type\": \"selection\"}]             | MAPPINGS",
                "a.json     | {\"rules\": [{\"rule-id\": \"1\",}]}         | MAPPINGS",
                "a.json     | {\"TargetMetadata\": {}}                     | SETTINGS",
                "a.json     | {\"FullLoadSettings\": {\"CommitRate\": 1,}} | SETTINGS",
                "a.json     | {\"Whatever\": {}}                           | SETTINGS",
                "a.yaml     | 'name: bank\ntype: cdc\ntarget: {}'         | MIGRATION",
                "a.yaml     | 'schemas:\n  SHOP: {}'                       | CATALOG",
                "a.json     | {\"schemas\": {}}                            | CATALOG",
                "a.json     | {\"Resources\": {}}                         | TEMPLATE",
                "a.yaml     | 'AWSTemplateFormatVersion: 2010-09-09\nResources:\n  A: !Ref b' | TEMPLATE",
                "a.yaml     | 'Resources:\n  A: {'                          | TEMPLATE",
                "settings   | {}                                           | SETTINGS",
                "mapping    | {                                            | MAPPINGS",
                "a.json     | {}                                           | ",
                "a.txt      | hello                                        | "
            })
    void tellsByContentAndOnlyThenByName(String name, String text, DocumentKind kind) {
        DocumentKind told = DocumentKind.of(new Source(name, text)).orElse(null);

        assertThat(told).isEqualTo(kind);
    }
}
