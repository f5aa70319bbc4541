/** Golden cases: recorded objects in, the exact assessment out. */
package io.gleaner.cases;
