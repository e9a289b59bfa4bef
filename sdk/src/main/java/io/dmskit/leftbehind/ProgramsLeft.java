package io.dmskit.leftbehind;

import io.dmskit.catalog.PostgresSql;
import io.dmskit.catalog.TableName;
import io.dmskit.leftbehind.Belongings.Routine;
import io.dmskit.leftbehind.Belongings.Trigger;
import io.dmskit.leftbehind.Belongings.TriggerParts;
import io.dmskit.leftbehind.Belongings.View;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Routines, triggers, and views over tables that moved. Those that name what has another name now are for people to rewrite. */
final class ProgramsLeft {
    private static final String REWRITE =
            "it is for somebody to rewrite: it names what is called otherwise on the target";
    private static final String OTHER_LANGUAGE = "it is for somebody to rewrite for the target's engine";

    private final Sides sides;

    ProgramsLeft(Sides sides) {
        this.sides = sides;
    }

    Stream<LeftObject> left() {
        return Stream.of(routines(), triggers(), views()).flatMap(each -> each);
    }

    private Stream<LeftObject> routines() {
        return sides.source().routines().stream().filter(this::isMissing).map(routine -> {
            LeftObject left = LeftObject.alone(
                    ObjectKind.ROUTINE, routine.schema() + "." + routine.signature(), routine.definition());
            boolean same = sides.landing().schema(routine.schema()).equals(routine.schema());
            return sides.fromMysql()
                    ? left.remarking(OTHER_LANGUAGE)
                    : left.proposing(
                            Optional.of(routine.definition().stripTrailing() + ";")
                                    .filter(any -> same),
                            REWRITE);
        });
    }

    private boolean isMissing(Routine routine) {
        String schema = sides.landing().schema(routine.schema());
        return sides.target().routines().stream()
                .noneMatch(one -> one.schema().equals(schema) && one.signature().equals(routine.signature()));
    }

    private Stream<LeftObject> triggers() {
        return sides.source().triggers().stream().flatMap(trigger -> sides.landing().table(trigger.table()).stream()
                .filter(table -> sides.target().triggers().stream()
                        .noneMatch(
                                one -> one.table().equals(table) && one.name().equals(trigger.name())))
                .map(table -> left(trigger, table)));
    }

    private LeftObject left(Trigger trigger, TableName table) {
        LeftObject left =
                LeftObject.of(ObjectKind.TRIGGER, trigger.name(), trigger.table(), table, trigger.definition());
        if (sides.fromMysql()) {
            return left.remarking(OTHER_LANGUAGE);
        }
        return left.proposing(
                trigger.parts().filter(parts -> namesStay(trigger, parts)).map(parts -> text(parts, table)), REWRITE);
    }

    /** Its columns stand after {@code new} and {@code old} too. */
    private boolean namesStay(Trigger trigger, TriggerParts parts) {
        return Stream.of(parts.before(), parts.after().replace('.', ' ')).allMatch(text -> sides.landing()
                .text(trigger.table(), text)
                .filter(text::equals)
                .isPresent());
    }

    private String text(TriggerParts parts, TableName table) {
        return parts.before() + PostgresSql.quote(table) + parts.after() + "EXECUTE FUNCTION "
                + PostgresSql.quote(sides.landing().schema(parts.schema())) + "." + parts.function() + ";";
    }

    /** Views over views over what moved, too; of MySQL, which does not say what they are over, all of the schema. */
    private Stream<LeftObject> views() {
        Set<TableName> concerned = new HashSet<>(sides.landing().tables().keySet());
        List<View> views = sides.source().views().stream()
                .filter(view -> !sides.landing().tables().containsKey(view.name()))
                .toList();
        boolean more = true;
        while (more) {
            more = views.stream()
                    .filter(view -> view.over().stream().anyMatch(concerned::contains))
                    .map(view -> concerned.add(view.name()))
                    .reduce(false, Boolean::logicalOr);
        }
        return views.stream()
                .filter(view -> sides.fromMysql() || concerned.contains(view.name()))
                .filter(this::isMissing)
                .map(this::left);
    }

    private TableName landed(View view) {
        return new TableName(
                sides.landing().schema(view.name().schema()), view.name().table());
    }

    private boolean isMissing(View view) {
        return sides.target().views().stream().noneMatch(one -> one.name().equals(landed(view)));
    }

    private LeftObject left(View view) {
        LeftObject left = LeftObject.alone(
                ObjectKind.VIEW, view.name().toString(), view.query().strip());
        if (sides.fromMysql()) {
            return left.remarking(OTHER_LANGUAGE);
        }
        boolean unchanged = landed(view).equals(view.name())
                && view.over().stream().allMatch(over -> sides.landing().isUnchanged(over) || isView(over));
        return left.proposing(
                Optional.of("CREATE " + (view.materialized() ? "MATERIALIZED " : "") + "VIEW "
                                + PostgresSql.quote(view.name()) + " AS\n"
                                + view.query().strip())
                        .filter(any -> unchanged),
                REWRITE);
    }

    private boolean isView(TableName name) {
        return sides.source().views().stream().anyMatch(view -> view.name().equals(name));
    }
}
