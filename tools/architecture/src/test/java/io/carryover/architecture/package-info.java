/**
 * The rules of the house, checked over the classes of every module. Each rule is also run over
 * fixtures that break it: a rule that cannot fail proves nothing.
 *
 * <pre>
 *   classes of all modules --> HouseRules --> ArchitectureTest   (no violation)
 *   fixture packages -------->            --> HouseRulesTest     (the culprit is named)
 *   source folders ----------> PackageDocs --> PackageDocsTest
 * </pre>
 */
package io.carryover.architecture;
