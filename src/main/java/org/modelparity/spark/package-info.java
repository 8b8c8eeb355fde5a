/**
 * A whole evaluation as an Apache Spark job, for those who have a cluster: {@link
 * org.modelparity.spark.EvaluateOnSpark}. Spark itself is provided by the cluster; nothing else in
 * this product needs it.
 */
package org.modelparity.spark;
