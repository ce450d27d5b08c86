// What the host accepts from its command line. Each returns what is wrong, in English, or NULL.
#pragma once

typedef const char *check(const char *value);

check check_service_name; // letters, digits, dot, hyphen and underscore: 1 to 80
check check_title;        // one line of 1 to 256 bytes
check check_description;  // one line of 1 to 1024 bytes
check check_path;         // absolute on a drive, normal: C:\folder\file
check check_argument;     // 1 to 8191 bytes without control characters
check check_account;      // LocalSystem, DOMAIN\name, .\name, name@domain
check check_group;        // a local group's or an account's name
check check_trustee;      // a SID as text, or service:NAME for the account a service's own SID stands for
check check_door;         // NAME=PIPE: lower-case letters, and letters, digits and hyphens
check check_allowance;    // NAME=TRUSTEE
check check_pipe;
check check_privilege;    // Se...Privilege
check check_level;        // information, warning, error
check check_event_id;     // 1 to 65535
check check_seconds;      // 1 to 3600
check check_program;      // the program of detach: a path
