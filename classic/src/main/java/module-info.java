/** Learners other than networks: neighbours, clusters, linear maps, components and forests. */
module dev.cajal.classic {
  requires static org.jspecify;
  requires transitive dev.cajal.nn;
  requires java.logging;
  requires org.tribuo.classification.core;
  requires org.tribuo.classification.dtree;
  requires org.tribuo.common.tree;
  requires org.tribuo.core;

  exports dev.cajal.classic;
  exports dev.cajal.classic.embed;
}
