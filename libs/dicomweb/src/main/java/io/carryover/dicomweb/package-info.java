/**
 * A client of a PACS that speaks DICOMweb (PS3.18).
 *
 * <pre>
 *   QIDO-RS   DicomWebClient.series, instances  --> DicomJson --> what is there
 *   WADO-RS   DicomWebClient.retrieve           --> MultipartFiles --> a file for each instance
 *   STOW-RS   DicomWebClient.store              <-- files; StoreAnswer says which of them are kept
 *                  |
 *                  +--> Exchange: tries again what may pass, within {@link DicomWebServer}'s times
 * </pre>
 *
 * <p>What the server refuses for good is a {@link io.carryover.runtime.failure.RejectedException},
 * what may pass a {@link io.carryover.runtime.failure.TransientException}. No message holds
 * anything of a patient; studies and series are not named in them either. All is safe from any
 * thread.
 */
package io.carryover.dicomweb;
