package io.dmskit.leftbehind;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.dmskit.catalog.PostgresSql;
import io.dmskit.catalog.TableName;
import io.dmskit.leftbehind.Belongings.Comment;
import io.dmskit.leftbehind.Belongings.Grant;
import io.dmskit.leftbehind.Belongings.Owner;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Owners and privileges of tables, and comments on them. */
final class AccessLeft {
    private static final String EVERYBODY = "PUBLIC";

    private final Sides sides;

    AccessLeft(Sides sides) {
        this.sides = sides;
    }

    Stream<LeftObject> left() {
        return Stream.of(owners(), grants(), comments()).flatMap(each -> each);
    }

    private Stream<LeftObject> owners() {
        return sides.source().owners().stream()
                .flatMap(owner -> sides.landing().table(owner.table()).stream().flatMap(table -> ownerOf(table).stream()
                        .filter(other -> !other.equals(owner.role()))
                        .map(other -> left(owner, table, other))));
    }

    private Optional<String> ownerOf(TableName table) {
        return sides.target().owners().stream()
                .filter(one -> one.table().equals(table))
                .map(Owner::role)
                .findFirst();
    }

    private LeftObject left(Owner owner, TableName table, String other) {
        LeftObject left = LeftObject.of(ObjectKind.OWNER, owner.role(), owner.table(), table, owner.role())
                .finding(other);
        return withRole(left, owner.role(), Sides.alter(table) + "OWNER TO " + PostgresSql.quote(owner.role()) + ";");
    }

    private LeftObject withRole(LeftObject left, String role, String proposal) {
        boolean known = role.equals(EVERYBODY) || sides.target().roles().contains(role);
        return known ? left.proposing(proposal) : left.remarking("the target has no role " + role);
    }

    private Stream<LeftObject> grants() {
        Map<Grantee, List<String>> missing = sides.source().grants().stream()
                .filter(grant -> sides.landing()
                        .table(grant.table())
                        .filter(table ->
                                !sides.target().grants().contains(new Grant(table, grant.role(), grant.privilege())))
                        .isPresent())
                .filter(grant -> !isOwner(grant))
                .collect(groupingBy(
                        grant -> new Grantee(grant.table(), grant.role()),
                        LinkedHashMap::new,
                        mapping(Grant::privilege, toList())));
        return missing.entrySet().stream().map(entry -> left(entry.getKey(), String.join(", ", entry.getValue())));
    }

    /** An owner may do everything without being granted it. */
    private boolean isOwner(Grant grant) {
        return sides.landing()
                .table(grant.table())
                .flatMap(this::ownerOf)
                .filter(grant.role()::equals)
                .isPresent();
    }

    private LeftObject left(Grantee grantee, String privileges) {
        TableName table = sides.landing().table(grantee.table()).orElseThrow();
        LeftObject left = LeftObject.of(
                ObjectKind.GRANT, grantee.role(), grantee.table(), table, privileges + " to " + grantee.role());
        String to = grantee.role().equals(EVERYBODY) ? EVERYBODY : PostgresSql.quote(grantee.role());
        return withRole(
                left, grantee.role(), "GRANT " + privileges + " ON " + PostgresSql.quote(table) + " TO " + to + ";");
    }

    private Stream<LeftObject> comments() {
        return sides.source().comments().stream().flatMap(comment -> sides.landing().table(comment.table()).stream()
                .filter(table ->
                        sides.target().comments().stream().map(Comment::table).noneMatch(table::equals))
                .map(table -> LeftObject.of(ObjectKind.COMMENT, table.table(), comment.table(), table, comment.text())
                        .proposing("COMMENT ON TABLE " + PostgresSql.quote(table) + " IS "
                                + PostgresSql.literal(comment.text()) + ";")));
    }

    /** Whom something was granted on a table. */
    private record Grantee(TableName table, String role) {}
}
