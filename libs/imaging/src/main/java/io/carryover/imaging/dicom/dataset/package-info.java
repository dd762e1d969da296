/**
 * DICOM objects as attributes: Part 10 files to data sets and back.
 *
 * <pre>
 *   file -> preamble, DICM -> meta (explicit VR) --names--> transfer syntax, or refused by its name
 *                                                                |
 *   bytes, held once <--refer-- Value, Sequence <- DataSetParser +--> DataSet
 *                                                                        |
 *   file (explicit VR little endian) <- DicomWriter <--------------------+-- DataSetBuilder
 * </pre>
 *
 * <p>No attribute has a meaning here; {@link io.carryover.imaging.dicom.dataset.Tag} tells the
 * names of those that Carryover knows, all others are kept as they are. Data sets are immutable;
 * any thread. No length of a file is believed: each is held against what encloses it. Messages
 * never tell the text of a value, which may be a name. Damaged input is an {@link
 * io.carryover.imaging.volume.InvalidImageException}.
 */
package io.carryover.imaging.dicom.dataset;
