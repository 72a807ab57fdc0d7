/**
 * Stops onnxruntime from sending usage data to its maker and from keeping an id of this machine in the temporary folder: it
 * does both from version 1.30 on, unless this is set before it is loaded. Nothing leaves this process.
 */
process.env.ORT_DISABLE_TELEMETRY = '1';
