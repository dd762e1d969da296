/**
 * Results as DICOM objects that a PACS stores beside the series they were computed from.
 *
 * <pre>
 *   SourceSeries (patient, study, place, images) --+
 *   ResultDescription (algorithm, equipment, time) +--> CommonModules --+
 *   what was computed --digest--> DerivedUids -----+                    |
 *                                                                       v
 *   SourceSeries --> FrameModules: place and source of each frame --> BinarySegmentation --> DataSet
 *   Mask --> BinaryFrames: one bit a pixel ---------------------------^                        |
 *   Segment (SNOMED CT, from the contract) ---------------------------^                    DicomWriter
 * </pre>
 *
 * <p>Stateless; any thread. No clock and no chance: the same arguments give the same bytes, so that
 * a delivery that is repeated stores the same object. Text of the source is copied as bytes with
 * its character set; our own is ASCII. No message tells the text of a source.
 */
package io.carryover.imaging.dicom.write;
