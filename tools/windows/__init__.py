"""Windows: the folder that runs from a stick without installing, and the job that tries the program under Wine."""
