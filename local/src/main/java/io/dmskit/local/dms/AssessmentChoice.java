package io.dmskit.local.dms;

import io.dmskit.endpoint.Engine;
import io.dmskit.local.engine.Assessment;
import io.dmskit.settings.MigrationType;
import java.util.Arrays;
import java.util.List;
import software.amazon.awssdk.services.databasemigration.model.DescribeApplicableIndividualAssessmentsRequest;
import software.amazon.awssdk.services.databasemigration.model.StartReplicationTaskAssessmentRunRequest;

/** Which individual assessments a run has. */
final class AssessmentChoice {
    private AssessmentChoice() {}

    /** Returns those that mean something for such a task. */
    static List<Assessment> applicable(Engine source, Engine target, MigrationType type) {
        return Arrays.stream(Assessment.values())
                .filter(assessment -> assessment.appliesTo(source, target, type))
                .toList();
    }

    /** Returns those for the engines and the migration type that a request names. */
    static List<Assessment> applicable(DescribeApplicableIndividualAssessmentsRequest request) {
        return applicable(
                Engine.of(Faults.required("SourceEngineName", request.sourceEngineName())),
                Engine.of(Faults.required("TargetEngineName", request.targetEngineName())),
                TaskDefinition.type(request.migrationTypeAsString()));
    }

    /**
     * Returns those that a run is to have: all that apply, or only some, or all but some.
     *
     * @throws io.dmskit.local.wire.Fault if both lists are given, one names what does not apply, or nothing is left
     */
    static List<Assessment> of(List<Assessment> applicable, StartReplicationTaskAssessmentRunRequest request) {
        if (!request.includeOnly().isEmpty() && !request.exclude().isEmpty()) {
            throw Faults.invalidCombination("IncludeOnly and Exclude exclude each other; give one of them");
        }
        List<Assessment> only = named("IncludeOnly", request.includeOnly(), applicable);
        List<Assessment> not = named("Exclude", request.exclude(), applicable);
        List<Assessment> chosen = applicable.stream()
                .filter(one -> only.isEmpty() || only.contains(one))
                .filter(one -> !not.contains(one))
                .toList();
        if (chosen.isEmpty()) {
            throw Faults.invalidValue("the parameter Exclude leaves no individual assessment to run");
        }
        return chosen;
    }

    private static List<Assessment> named(String parameter, List<String> names, List<Assessment> applicable) {
        List<String> words = applicable.stream().map(Assessment::word).toList();
        return names.stream()
                .map(name -> Faults.oneOf(parameter, name, words))
                .flatMap(name -> Assessment.of(name).stream())
                .toList();
    }
}
