"""The live socket: guidance for a camera, and the liveness challenge, judged here from small frames as they arrive."""
